/** The smallest plugin there can be: a leaking cell, and a task that shifts letters. */
package rondo.engine.tiny;
