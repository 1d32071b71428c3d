package rondo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A line that came in.
 *
 * @param number from 1, over all files
 * @param text what is asked: the line, or a field of the object that it was
 * @param fields of that object; of a line that was none, its text
 */
record Line(long number, String text, ObjectNode fields) {}
