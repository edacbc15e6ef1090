package portolan.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that scores: which parties to look out for, and which may be remembered. */
final class PartyOptions {
    @Option(
            names = "--watchlist",
            paramLabel = "FILE",
            description = "parties and ships to look out for: CSV under id,name,country,city,street, or JSON Lines with"
                    + " ids, aliases and imo as well; .gz too (default: none)")
    private @Nullable Path watchlist;

    @Option(
            names = "--remember-persons",
            description = "remember natural persons too, where data protection allows it (default: only companies)")
    private boolean remembersPersons;

    /** Adds what was given to the settings of a job. */
    void addTo(Map<String, String> arguments) {
        if (watchlist != null) {
            arguments.put("watchlist", watchlist.toString());
        }
        if (remembersPersons) {
            arguments.put("remember-persons", "true");
        }
    }
}
