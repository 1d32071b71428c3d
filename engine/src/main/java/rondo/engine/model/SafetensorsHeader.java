package rondo.engine.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.ModelFormatException;

/**
 * What a safetensors file says it holds, checked against what it can hold: every tensor lies in the
 * file, no two overlap, nothing lies between them.
 */
record SafetensorsHeader(List<Place> places, SortedMap<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final int MOST_BYTES = 2 << 20; // some 20,000 tensors
  private static final int MOST_AXES = 8;

  /** Where the numbers of a tensor begin in the file. */
  record Place(
      String name, Safetensors.Element element, List<Integer> dims, int count, long at, long end) {}

  static SafetensorsHeader read(Source source) throws IOException {
    String who = source.name();
    if (source.size() < 8) {
      throw new ModelFormatException(
          who + " is no safetensors data: it has " + source.size() + " bytes");
    }
    ByteBuffer first = ByteBuffer.wrap(source.bytes(0, 8)).order(ByteOrder.LITTLE_ENDIAN);
    long length = first.getLong();
    if (length < 2 || length > Math.min(MOST_BYTES, source.size() - 8)) {
      throw new ModelFormatException(
          "%s claims a header of %s bytes; the file has %d, and %d are the most"
              .formatted(who, Long.toUnsignedString(length), source.size(), MOST_BYTES));
    }
    byte[] text = source.bytes(8, (int) length);
    try (JsonParser json = Json.parser(text)) {
      SafetensorsHeader header = parse(json, 8 + length, source.size(), who);
      header.requireGapless(8 + length, source.size(), who);
      return header;
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          who + " has a header that is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static SafetensorsHeader parse(JsonParser json, long base, long size, String who)
      throws IOException {
    List<Place> places = new ArrayList<>();
    SortedMap<String, String> metadata = new TreeMap<>();
    expect(json.nextToken(), JsonToken.START_OBJECT, "a header", who);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (name.equals(METADATA)) {
        expect(json.nextToken(), JsonToken.START_OBJECT, METADATA, who);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          expect(json.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + key, who);
          metadata.put(key, json.getText());
        }
      } else {
        places.add(place(json, name, base, size, who));
      }
    }
    if (json.nextToken() != null) {
      throw new ModelFormatException(who + " has more than one header");
    }
    return new SafetensorsHeader(places, metadata);
  }

  private static Place place(JsonParser json, String name, long base, long size, String who)
      throws IOException {
    String where = "tensor '" + name + "' of " + who;
    String type = "";
    List<Long> dims = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    expect(json.nextToken(), JsonToken.START_OBJECT, "a tensor", where);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (key) {
        case "dtype" -> {
          expect(json.nextToken(), JsonToken.VALUE_STRING, key, where);
          type = json.getText();
        }
        case "shape" -> numbers(json, dims, MOST_AXES, key, where);
        case "data_offsets" -> numbers(json, offsets, 2, key, where);
        default -> throw new ModelFormatException(where + " says '" + key + "', which is unknown");
      }
    }
    if (offsets.size() != 2) {
      throw new ModelFormatException(where + " needs two data_offsets, has " + offsets);
    }
    return checked(where, name, type, dims, offsets, base, size);
  }

  private static Place checked(
      String where,
      String name,
      String type,
      List<Long> dims,
      List<Long> offsets,
      long base,
      long size) {
    Safetensors.Element element;
    try {
      element = Safetensors.Element.valueOf(type);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          "%s has type '%s'; F32, F64 and I64 are read".formatted(where, type), e);
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin < 0 || end < begin || end > size - base) {
      throw new ModelFormatException(
          "%s claims the bytes %d to %d; there are %d".formatted(where, begin, end, size - base));
    }
    long count = 1;
    boolean sane = true;
    for (long d : dims) {
      sane &= d >= 0 && d <= Integer.MAX_VALUE;
      // the product before one zero axis must not overflow either, so it is held below the bytes
      count = !sane || count > size ? Long.MAX_VALUE >> 32 : count * d;
    }
    if (!sane || count > Integer.MAX_VALUE - 8 || count * element.bytes != end - begin) {
      throw new ModelFormatException(
          "%s has shape %s of %s, which is not what its %d bytes hold"
              .formatted(where, dims, element, end - begin));
    }
    List<Integer> axes = dims.stream().map(Long::intValue).toList();
    return new Place(name, element, axes, (int) count, base + begin, base + end);
  }

  private void requireGapless(long base, long size, String who) {
    List<Place> sorted = new ArrayList<>(places);
    sorted.sort(Comparator.comparingLong(Place::at).thenComparingLong(Place::end));
    long at = base;
    for (Place each : sorted) {
      if (each.at() != at) {
        throw new ModelFormatException(
            "tensor '%s' of %s begins at byte %d where %d is due: tensors must follow one another"
                .formatted(each.name(), who, each.at() - base, at - base));
      }
      at = each.end();
    }
    if (at != size) {
      throw new ModelFormatException(
          "%s has %d bytes behind its last tensor".formatted(who, size - at));
    }
  }

  private static void numbers(JsonParser json, List<Long> into, int most, String key, String where)
      throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY, key, where);
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      if (into.size() == most) {
        throw new ModelFormatException(where + " has more than " + most + " numbers in " + key);
      }
      into.add(json.getLongValue());
    }
    expect(json.currentToken(), JsonToken.END_ARRAY, "whole numbers in " + key, where);
  }

  private static void expect(JsonToken found, JsonToken due, String what, String where) {
    if (found != due) {
      throw new ModelFormatException("%s must have %s there, has %s".formatted(where, what, found));
    }
  }
}
