/** How the verb benchmark measures: what is answered, who answers it, and how it is timed. */
package rondo.cli.benchmark;
