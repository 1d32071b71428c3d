/**
 * A program that uses Rondo as a library: {@link org.example.consumer.Names} trains a model that
 * finds people and places, interrupts the training and goes on, answers, and hands the model to
 * other programs as an ONNX file. {@link org.example.consumer.Corpus} is what it learns from. {@link
 * org.example.consumer.Letters} sorts texts and labels words.
 */
package org.example.consumer;
