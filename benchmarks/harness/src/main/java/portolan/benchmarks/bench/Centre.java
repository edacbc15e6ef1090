package portolan.benchmarks.bench;

import java.util.List;
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.View;

/** What all results of catch-up runs have in common: their figures and their method in words. */
final class Centre {
    static final List<View> VIEWS = List.of(
            new View("Filings a second from a full topic", "rate", "filings/s", "", true),
            new View("Processor seconds a million filings, the subject alone", "cpu", "s", "", true),
            new View("Processor seconds a million filings, the broker", "broker cpu", "s", "", false),
            new View("Cores that others used meanwhile", Page.FOREIGN, "cores", "", false),
            new View("Length of the window", "seconds", "s", "", false),
            new View(
                    "Warm before it was counted (1) or counted from 20 to 95 % of its filings (0)",
                    "warm", "", "", false));

    static final List<String> NOT_MEASURED = List.of(
            "A cluster of several machines, a network, replication: everything shares the cores of one machine.",
            "Compressed topics, encryption in transit.",
            "Filings of more than one goods item and one box, amendments, and outcomes of inspections.",
            "What comes once in a while, as it is spread over a longer time: a window of less than ten seconds holds a"
                    + " checkpoint by chance, one of less than thirty the engine's taking of RocksDB's files.",
            "Boxes and seals that come again: each filing has new ones, which is the most that memories can grow.");

    private Centre() {}

    static List<String> method(CatchUp catchUp, int runs) {
        return List.of(
                "Broker, sender and subject are processes of their own on one machine, and share its cores.",
                "The topic is filled first: " + catchUp.introduced() + " filings that introduce shippers, one each,"
                        + " then " + (catchUp.filings() - catchUp.introduced()) + " of shippers as they are drawn.",
                "The rate is that of the ends of the output topic, or of what the subject says that it read where it"
                        + " does not write one record a filing, over " + catchUp.seconds()
                        + " s that begin " + catchUp.warmSeconds()
                        + " s after the last introduction, of limits after the first filing; limits read the topic"
                        + " again and again.",
                "Processor time is the kernel's, of each process apart, over the same seconds.",
                "Repetitions: " + runs
                        + (runs == 1
                                ? "."
                                : ", every second one in the reverse order of the one before, the next begun one later;"
                                        + " medians, least and most."));
    }
}
