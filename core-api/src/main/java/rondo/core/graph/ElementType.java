package rondo.core.graph;

/** What a tensor holds. */
public enum ElementType {
  FLOAT,
  DOUBLE,
  INT32,
  INT64,
  BOOL,
  STRING,
  /** Not said, as at the ports of functions; no tensor holds it. */
  ANY
}
