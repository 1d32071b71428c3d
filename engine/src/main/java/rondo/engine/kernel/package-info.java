/**
 * The loops that everything is computed with, once with vectors and once without; one of the two is
 * chosen when the JVM starts.
 */
package rondo.engine.kernel;
