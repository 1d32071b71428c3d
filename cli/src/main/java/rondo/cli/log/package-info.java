/**
 * What Rondo's parts and the libraries under them log, as lines on standard error: warnings, and
 * with {@code -v} what Rondo itself has to tell. A framework for logging would take longer to start
 * than a short command to answer.
 */
package rondo.cli.log;
