/** Arranges any two cells as an encoder and a decoder with attention between them. */
package rondo.seq2seq;
