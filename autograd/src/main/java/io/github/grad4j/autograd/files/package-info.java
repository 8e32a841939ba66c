/** Tensors in files. */
@NullMarked
package io.github.grad4j.autograd.files;

import org.jspecify.annotations.NullMarked;
