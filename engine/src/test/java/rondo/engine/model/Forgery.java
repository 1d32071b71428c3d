package rondo.engine.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes model files apart and puts them together again, changed. */
public final class Forgery {
  private Forgery() {}

  /** The entries of a zip in their order. */
  public static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        entries.put(e.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** A zip in the format's own layout with these entries, whatever they say. */
  public static byte[] zipped(Map<String, byte[]> entries) throws IOException {
    List<StoredZip.Entry> all = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      WholeFile.Content content = out -> out.write(each.getValue());
      all.add(new StoredZip.Entry(each.getKey(), Summary.of(content), content));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredZip.write(out, all);
    return out.toByteArray();
  }

  /** The same with a manifest that fits, as an attacker would write it. */
  public static byte[] forged(Map<String, byte[]> entries) throws IOException {
    StringBuilder manifest = new StringBuilder("{\"format\":\"rondo\",\"version\":1,\"entries\":{");
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      if (!each.getKey().equals("manifest.json")) {
        Summary sum = Summary.of(out -> out.write(each.getValue()));
        manifest
            .append(manifest.charAt(manifest.length() - 1) == '{' ? "" : ",")
            .append("\"%s\":{\"bytes\":%d,".formatted(each.getKey(), sum.size()))
            .append("\"sha256\":\"%s\"}".formatted(sum.sha256()));
      }
    }
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    all.put("manifest.json", manifest.append("}}").toString().getBytes(StandardCharsets.UTF_8));
    return zipped(all);
  }
}
