/** The command line: turns words into calls, and is the only module that prints. */
package rondo.cli;
