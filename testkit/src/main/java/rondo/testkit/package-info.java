/** The proof that a cell is right, shipped for everyone who writes one. */
package rondo.testkit;
