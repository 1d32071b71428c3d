/**
 * Data sets in the formats in which people have them, read into sentences and labels. Whatever is
 * wrong with a file is told with its name and the line.
 */
package rondo.tasks.data;
