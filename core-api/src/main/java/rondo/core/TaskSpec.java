package rondo.core;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What fitting found out; all of it goes into the model file. Lists are vocabularies and labels by
 * name.
 */
public record TaskSpec(
    String type, Demand demand, SortedMap<String, List<String>> lists, Settings options) {
  public TaskSpec {
    lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
  }

  /** The same with other options. */
  public TaskSpec with(Settings others) {
    return new TaskSpec(type, demand, lists, others);
  }

  /** The list of this name. */
  public List<String> list(String name) {
    List<String> list = lists.get(name);
    if (list == null) {
      throw new ModelFormatException(
          "a '" + type + "' model needs a list '" + name + "'; there are " + lists.keySet());
    }
    return list;
  }
}
