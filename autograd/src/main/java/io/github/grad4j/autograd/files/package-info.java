/**
 * Tensors in files: formats that other programs read and write.
 *
 * <p>{@link io.github.grad4j.autograd.files.SafeTensors} and {@link
 * io.github.grad4j.autograd.files.Npz} write variables by their names and read {@link
 * io.github.grad4j.autograd.files.NamedTensors}; {@link io.github.grad4j.autograd.files.Npy} is for
 * one array. Files are replaced as a whole or not at all, and what they say is checked before it is
 * believed.
 */
@NullMarked
package io.github.grad4j.autograd.files;

import org.jspecify.annotations.NullMarked;
