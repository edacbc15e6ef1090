// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.feed.FeedVersion;
import portolan.benchmarks.report.Run;
import portolan.benchmarks.report.View;

/** What all results of catch-up runs have in common: their figures and their method in words. */
final class Centre {
    static final List<View> VIEWS = List.of(
            new View("Throughput from a full topic", "rate", "filings/s", "", true),
            new View("CPU, subject", "cpu", "µs/filing", "", true),
            new View("Written to files, subject", "written", "bytes/filing", "", true),
            new View("Files to merge, at the beginning", "files to merge at the beginning", "", "", false),
            new View("Files to merge, at the end", "files to merge at the end", "", "", false),
            new View("To merge by level, at the beginning", "MiB to merge at the beginning", "MiB", "", false),
            new View("To merge by level, at the end", "MiB to merge at the end", "MiB", "", false),
            new View("CPU, broker", "broker cpu", "µs/filing", "", false),
            new View("CPU of other processes", Run.FOREIGN, "cores", "", false),
            new View("Length of the window", "seconds", "s", "", false),
            new View("Warm before counting: 1; counted from 20 to 95 % of the filings: 0", "warm", "", "", false));

    private static final List<String> NOT_MEASURED = List.of(
            "A cluster of several machines, a network, replication: everything shares the cores of one machine.",
            "Compressed topics, encryption in transit.",
            "Rare events by their share: a window under 10 s holds a checkpoint by chance, one under 30 s a"
                    + " materialization of the changelog.");

    private static final Map<FeedVersion, List<String>> NOT_MADE = Map.of(
            FeedVersion.V1,
            List.of(
                    "Filings of more than one goods item and one box, amendments, and outcomes of inspections.",
                    "Boxes and seals that return: each filing has new ones, so memories grow as fast as they can."),
            FeedVersion.V2,
            List.of("Bills of several boxes, withdrawals, and outcomes by peers, which read none."));

    private Centre() {}

    static List<String> notMeasured(FeedPlan plan) {
        List<String> all = new ArrayList<>(NOT_MEASURED);
        all.addAll(NOT_MADE.getOrDefault(plan.version(), List.of()));
        return all;
    }

    static List<String> method(CatchUp catchUp, int runs) {
        return List.of(
                "Broker, sender and subject are separate processes on one machine and share its cores.",
                "The topic is filled first: " + catchUp.introduced() + " filings introduce one shipper each;"
                        + " shippers of the next " + (catchUp.filings() - catchUp.introduced()) + " are drawn.",
                "The rate comes from the ends of the output topic over " + catchUp.seconds() + " s. Counting begins "
                        + catchUp.warmSeconds() + " s after the last introduction, for limits after the first filing."
                        + " Limits read the topic repeatedly. A subject that does not write one record per filing"
                        + " reports what it read.",
                "CPU and bytes written to files are the kernel's, per process, over the same seconds. Files to merge are"
                        + " those of RocksDB's first level; by level RocksDB also reckons the bytes.",
                "Repetitions: " + runs
                        + (runs == 1
                                ? "."
                                : ", every second one in reverse order of the one before; medians, least and most."));
    }
}
