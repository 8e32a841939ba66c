package io.github.grad4j.autograd.files;

import io.github.grad4j.core.TensorType;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/** The element types that the format and tensors share, in the order in which they are written. */
enum SafeTensorsType {
  /** Whole numbers. */
  I64(DataType.INT64),
  /** Numbers of double precision. */
  F64(DataType.DOUBLE),
  /** Numbers of single precision. */
  F32(DataType.FLOAT),
  /** Truth values, one byte each. */
  BOOL(DataType.BOOL);

  private final DataType dataType;

  SafeTensorsType(DataType dataType) {
    this.dataType = dataType;
  }

  /** What tensors call it. */
  DataType dataType() {
    return dataType;
  }

  /** The type of a tensor's elements. */
  static SafeTensorsType of(TensorType type) {
    return Arrays.stream(values())
        .filter(known -> known.dataType == type.dataType())
        .findFirst()
        .orElseThrow();
  }

  /** The type of this name, if tensors have it. */
  static Optional<SafeTensorsType> named(String name) {
    return Arrays.stream(values()).filter(known -> known.name().equals(name)).findFirst();
  }
}
