/** The kernels: loops over memory, without any notion of derivatives. No other module uses it. */
@NullMarked
package io.github.grad4j.ops.internal;

import org.jspecify.annotations.NullMarked;
