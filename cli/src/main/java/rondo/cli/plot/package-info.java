/** What the verb plot draws, and the tables beside it. */
package rondo.cli.plot;
