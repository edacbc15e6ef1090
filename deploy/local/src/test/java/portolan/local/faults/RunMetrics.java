// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** What Flink's REST interface says of a run's job. Its metrics are up to two seconds old. */
final class RunMetrics {
    private static final Pattern VALUE = Pattern.compile("\"value\":\"(-?\\d+)");
    private static final Pattern TRIGGERED = Pattern.compile("\"trigger_timestamp\":(\\d+)");

    private final RunProcess run;

    RunMetrics(RunProcess run) {
        this.run = run;
    }

    /** The values of all metrics of a name, of the job and of its tasks. */
    LongStream values(String name) throws IOException, InterruptedException {
        List<Long> all = values(run.job("/metrics?get=" + name), VALUE);
        Set<String> vertices = new TreeSet<>();
        Matcher vertexId = Pattern.compile("\"id\":\"([0-9a-f]{32})\"").matcher(run.job(""));
        while (vertexId.find()) {
            vertices.add("/vertices/" + vertexId.group(1) + "/metrics");
        }
        for (String vertex : vertices) {
            Set<String> ids = new TreeSet<>();
            // Not those of clients, which are called after their topics.
            Matcher id = Pattern.compile("\"id\":\"([^\"]*(?<!filings)\\." + name + ")\"")
                    .matcher(run.job(vertex));
            while (id.find()) {
                ids.add(URLEncoder.encode(id.group(1), StandardCharsets.UTF_8));
            }
            if (!ids.isEmpty()) {
                all.addAll(values(run.job(vertex + "?get=" + String.join(",", ids)), VALUE));
            }
        }
        return all.stream().mapToLong(Long::longValue);
    }

    private static List<Long> values(String json, Pattern pattern) {
        List<Long> values = new ArrayList<>();
        Matcher value = pattern.matcher(json);
        while (value.find()) {
            values.add(Long.parseLong(value.group(1)));
        }
        return values;
    }

    /** The longest time between the beginnings of two of the latest checkpoints. */
    long millisWithoutCheckpoint() throws IOException, InterruptedException {
        List<Long> triggered = values(run.job("/checkpoints"), TRIGGERED);
        triggered.sort(null);
        long longest = 0;
        for (int i = 1; i < triggered.size(); i++) {
            longest = Math.max(longest, triggered.get(i) - triggered.get(i - 1));
        }
        return longest;
    }

    /** How many checkpoints were completed, or failed. */
    long checkpoints(String which) throws IOException, InterruptedException {
        Matcher count = Pattern.compile("\"" + which + "\":(\\d+)").matcher(run.job("/checkpoints"));
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
