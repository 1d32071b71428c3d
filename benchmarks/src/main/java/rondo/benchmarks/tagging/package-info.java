/** How fast trained models answer, beside other libraries that answer the same. */
package rondo.benchmarks.tagging;
