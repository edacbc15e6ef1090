// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.List;
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.View;

/** What all results of catch-up runs have in common: their figures and their method in words. */
final class Centre {
    static final List<View> VIEWS = List.of(
            new View("Throughput from a full topic", "rate", "filings/s", "", true),
            new View("CPU, subject", "cpu", "µs/filing", "", true),
            new View("CPU, broker", "broker cpu", "µs/filing", "", false),
            new View("CPU of other processes", Page.FOREIGN, "cores", "", false),
            new View("Length of the window", "seconds", "s", "", false),
            new View("Warm before counting: 1; counted from 20 to 95 % of the filings: 0", "warm", "", "", false));

    static final List<String> NOT_MEASURED = List.of(
            "A cluster of several machines, a network, replication: everything shares the cores of one machine.",
            "Compressed topics, encryption in transit.",
            "Filings of more than one goods item and one box, amendments, and outcomes of inspections.",
            "Rare events by their share: a window under 10 s holds a checkpoint by chance, one under 30 s a"
                    + " materialization of the changelog.",
            "Boxes and seals that return: each filing has new ones, so memories grow as fast as they can.");

    private Centre() {}

    static List<String> method(CatchUp catchUp, int runs) {
        return List.of(
                "Broker, sender and subject are separate processes on one machine and share its cores.",
                "The topic is filled first: " + catchUp.introduced() + " filings introduce one shipper each;"
                        + " shippers of the next " + (catchUp.filings() - catchUp.introduced()) + " are drawn.",
                "The rate comes from the ends of the output topic over " + catchUp.seconds() + " s. Counting begins "
                        + catchUp.warmSeconds() + " s after the last introduction, for limits after the first filing."
                        + " Limits read the topic repeatedly. A subject that does not write one record per filing"
                        + " reports what it read.",
                "CPU is the kernel's, per process, over the same seconds.",
                "Repetitions: " + runs
                        + (runs == 1
                                ? "."
                                : ", every second one in reverse order of the one before; medians, least and most."));
    }
}
