/** Models at rest: where parameters come from, and the file that holds a model. */
package rondo.engine.model;
