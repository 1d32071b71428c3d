/** What the verb trace shows: the states of cells, chosen, named, written and drawn. */
package rondo.cli.trace;
