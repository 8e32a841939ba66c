package io.github.grad4j.notebooks;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** Vectors of one length side by side, a column of a table for each. */
public final class Columns {
  private final List<String> titles;
  private final List<List<String>> columns;

  private Columns(List<String> titles, List<List<String>> columns) {
    this.titles = titles;
    this.columns = columns;
  }

  /**
   * The first column.
   *
   * @param title what stands above
   * @param vector of rank 1
   * @return a table of one column
   */
  public static Columns of(String title, Tensor vector) {
    return new Columns(List.of(), List.of()).and(title, vector);
  }

  /**
   * The first column.
   *
   * @param title what stands above
   * @param numbers a row each
   * @return a table of one column
   */
  public static Columns of(String title, double[] numbers) {
    return of(title, Constant.of(numbers));
  }

  /**
   * The first column, of words.
   *
   * @param title what stands above
   * @param words a row each
   * @return a table of one column
   */
  public static Columns of(String title, List<String> words) {
    return new Columns(List.of(), List.of()).with(title, words);
  }

  /**
   * One more column.
   *
   * @param title what stands above
   * @param vector of rank 1, as long as the others
   * @return a table with the column on the right
   */
  public Columns and(String title, Tensor vector) {
    DoubleFunction<String> number = TensorTables.text(vector, Numbers::text);
    double[] values = TensorTables.values(vector);
    List<String> cells = new ArrayList<>();
    for (double value : values) {
      cells.add(number.apply(value));
    }
    return with(title, cells);
  }

  /**
   * One more column.
   *
   * @param title what stands above
   * @param numbers as many as the others are long
   * @return a table with the column on the right
   */
  public Columns and(String title, double[] numbers) {
    return and(title, Constant.of(numbers));
  }

  private Columns with(String title, List<String> cells) {
    if (!columns.isEmpty() && columns.get(0).size() != cells.size()) {
      throw new IllegalArgumentException(
          "columns are of one length, but "
              + titles.get(0)
              + " has "
              + columns.get(0).size()
              + " rows and "
              + title
              + " "
              + cells.size());
    }
    return new Columns(plus(titles, title), plus(columns, List.copyOf(cells)));
  }

  private static <T> List<T> plus(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  Shown shown() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < columns.get(0).size(); i++) {
      int row = i;
      rows.add(columns.stream().map(column -> column.get(row)).toList());
    }
    return Shown.table(Html.text(titles, rows), Html.table(titles, rows));
  }

  @Override
  public String toString() {
    return shown().text();
  }
}
