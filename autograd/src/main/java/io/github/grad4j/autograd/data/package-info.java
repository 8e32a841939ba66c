/**
 * Data to learn from: examples read from arrays, CSV and IDX files, text and the network, in memory
 * or batch by batch.
 *
 * <p>A {@link io.github.grad4j.autograd.data.Dataset} holds examples and hands out batches for
 * {@link io.github.grad4j.autograd.train.Training}. A file that does not hold what it should is a
 * {@link io.github.grad4j.autograd.files.FileException} that tells where.
 */
@NullMarked
package io.github.grad4j.autograd.data;

import org.jspecify.annotations.NullMarked;
