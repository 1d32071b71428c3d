/** The gated recurrent unit of Cho et al. (2014). */
package rondo.gru;
