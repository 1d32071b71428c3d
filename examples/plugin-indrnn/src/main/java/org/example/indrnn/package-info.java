/** A cell by somebody else, built as somebody else would build it. */
package org.example.indrnn;
