/** Finds the plugins, trains and opens models: the door through which a program uses Rondo. */
package rondo.engine;
