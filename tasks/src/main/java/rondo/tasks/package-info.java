/** What a user asks of text: labels for tokens, spans, classes, translations. */
package rondo.tasks;
