package rondo.engine.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import rondo.core.Demand;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.TaskSpec;

/**
 * A model's spec as JSON. Lists are named, and stand elsewhere; unknown fields are refused, since
 * what is not understood may matter.
 */
final class SpecJson {
  private final String where;

  private SpecJson(String where) {
    this.where = where;
  }

  static byte[] write(ModelSpec spec) throws IOException {
    Demand demand = spec.task().demand();
    if (!demand.equals(spec.network().demand())) {
      throw new IllegalArgumentException(
          "the network was built for another demand than the task's: %s and %s"
              .formatted(spec.network().demand(), demand));
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ObjectNode task = all.putObject("task").put("type", spec.task().type());
    texts(task.putObject("options"), spec.task().options().values());
    spec.task().lists().keySet().forEach(task.putArray("lists")::add);
    ObjectNode wanted = all.putObject("demand");
    schema(wanted.putObject("source"), demand.source());
    schema(wanted.putObject("tokens"), demand.tokens());
    wanted.put("wanted", demand.wanted().name().toLowerCase(Locale.ROOT));
    wanted.put("outputs", demand.outputs());
    ObjectNode network = all.putObject("network").put("type", spec.network().type());
    texts(network.putObject("options"), spec.network().options().values());
    texts(all.putObject("provenance"), spec.provenance());
    return Json.write(all);
  }

  private static void texts(ObjectNode into, SortedMap<String, String> values) {
    values.forEach(into::put);
  }

  private static void schema(ObjectNode into, Schema schema) {
    schema
        .columns()
        .forEach(
            (name, kind) -> {
              ObjectNode column = into.putObject(name);
              if (kind instanceof Schema.Kind.Ids ids) {
                column.put("ids", ids.size());
              } else if (kind instanceof Schema.Kind.Reals reals) {
                column.put("reals", reals.width());
              } else if (kind instanceof Schema.Kind.Nested nested) {
                schema(column.putObject("nested"), nested.items());
              }
            });
  }

  /** What was written, with lists that have only names so far. */
  record Read(ModelSpec spec, Set<String> lists) {
    ModelSpec with(SortedMap<String, List<String>> lists) {
      TaskSpec t = spec.task();
      TaskSpec task = new TaskSpec(t.type(), t.demand(), lists, t.options());
      return new ModelSpec(spec.network(), task, spec.provenance());
    }
  }

  static Read read(byte[] json, String where) throws IOException {
    try {
      return new SpecJson(where).read(Json.tree(json));
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(where + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private Read read(JsonNode all) {
    requireFields(all, "it", "task", "demand", "network", "provenance");
    JsonNode d = all.path("demand");
    requireFields(d, "demand", "source", "tokens", "wanted", "outputs");
    Demand demand =
        new Demand(
            schema(d.path("source")), schema(d.path("tokens")), wanted(d), number(d, "outputs"));
    JsonNode t = all.path("task");
    requireFields(t, "task", "type", "options", "lists");
    Set<String> lists = new TreeSet<>();
    t.path("lists").forEach(name -> lists.add(name.asText()));
    TaskSpec task =
        new TaskSpec(
            text(t, "type"), demand, new TreeMap<>(), new Settings(texts(t.path("options"))));
    JsonNode n = all.path("network");
    requireFields(n, "network", "type", "options");
    NetworkSpec network =
        new NetworkSpec(text(n, "type"), demand, new Settings(texts(n.path("options"))));
    return new Read(new ModelSpec(network, task, texts(all.path("provenance"))), lists);
  }

  private void requireFields(JsonNode node, String what, String... names) {
    Set<String> known = Set.of(names);
    for (String name : names) {
      if (!node.has(name)) {
        throw new ModelFormatException("%s: %s has no '%s'".formatted(where, what, name));
      }
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new ModelFormatException(
                    "%s: %s has an unknown field '%s'".formatted(where, what, name));
              }
            });
  }

  private Demand.Wanted wanted(JsonNode demand) {
    String text = text(demand, "wanted");
    for (Demand.Wanted each : Demand.Wanted.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new ModelFormatException("%s: nothing is wanted '%s'".formatted(where, text));
  }

  private Schema schema(JsonNode node) {
    SortedMap<String, Schema.Kind> columns = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      JsonNode column = each.getValue();
      if (column.size() != 1) {
        throw new ModelFormatException(
            "%s: column '%s' must have one kind".formatted(where, each.getKey()));
      }
      if (column.has("ids")) {
        columns.put(each.getKey(), new Schema.Kind.Ids(number(column, "ids")));
      } else if (column.has("reals")) {
        columns.put(each.getKey(), new Schema.Kind.Reals(number(column, "reals")));
      } else if (column.has("nested")) {
        columns.put(each.getKey(), new Schema.Kind.Nested(schema(column.path("nested"))));
      } else {
        throw new ModelFormatException(
            "%s: column '%s' is of an unknown kind".formatted(where, each.getKey()));
      }
    }
    return Schema.of(columns);
  }

  private SortedMap<String, String> texts(JsonNode node) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String key : (Iterable<String>) node::fieldNames) {
      texts.put(key, text(node, key));
    }
    return texts;
  }

  private String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new ModelFormatException("%s: '%s' must be a text".formatted(where, key));
    }
    return value.textValue();
  }

  private int number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new ModelFormatException(
          "%s: '%s' must be a whole number of at least 1".formatted(where, key));
    }
    return value.intValue();
  }
}
