/** The long short-term memory cell of Hochreiter and Schmidhuber (1997). */
package rondo.lstm;
