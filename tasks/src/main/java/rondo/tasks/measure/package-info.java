/** How good answers are: what the published definitions of precision, recall and the like say. */
package rondo.tasks.measure;
