// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.List;

/**
 * Something that was watched over time.
 *
 * @param points times in seconds and values
 */
public record Trace(String title, String series, String unit, List<double[]> points) {
    public Trace {
        points = List.copyOf(points);
    }
}
