package dev.ghostwatch.client.statsd;

import java.util.Arrays;

/** Numbers of one line, as many as were packed into it. */
public final class Values {
  private final double[] numbers;

  /**
   * @param numbers not copied: not to be changed any more
   */
  Values(double[] numbers) {
    this.numbers = numbers;
  }

  public int size() {
    return numbers.length;
  }

  public double at(int index) {
    return numbers[index];
  }

  /** The last one: the newest of packed gauges. */
  public double last() {
    return numbers[numbers.length - 1];
  }

  public double sum() {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && Arrays.equals(numbers, values.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
