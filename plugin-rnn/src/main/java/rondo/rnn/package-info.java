/** The simple recurrent cell of Elman (1990). */
package rondo.rnn;
