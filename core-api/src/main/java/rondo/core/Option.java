package rondo.core;

/**
 * A named setting of something that plugins contribute.
 *
 * @param name as written in a recipe, within its section; a name that ends in {@code .*} stands for
 *     a whole section that is handed on unread
 * @param fallback what holds where nothing is said
 * @param meaning one sentence for help texts and commented recipes
 */
public record Option(String name, String fallback, String meaning) {
  boolean section() {
    return name.endsWith(".*");
  }

  boolean covers(String key) {
    return section() ? key.startsWith(name.substring(0, name.length() - 1)) : name.equals(key);
  }
}
