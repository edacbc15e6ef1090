package portolan.scoring.reference;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Currencies by ISO 4217.
 *
 * <p>Publication: {@code iso_4217.json}, as the Debian iso-codes project publishes it.
 */
public final class Currencies {
    static final Pattern LIST = Pattern.compile("iso_4217\\.json");
    static final OwnTable OURS = new OwnTable("currencies.csv", "code", "name");

    private final boolean complete;
    private final Set<String> codes;

    private Currencies(boolean complete, Set<String> codes) {
        this.complete = complete;
        this.codes = codes;
    }

    static Currencies load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Set<String> codes = new HashSet<>();
        ReferenceFile list = files.one(LIST, faults);
        String ours = files.ours(OURS, faults);
        if (list != null) {
            for (JsonFile.Entry entry : JsonFile.entries(list, "4217", "alpha_3", "name", faults)) {
                codes.add(entry.code());
            }
        } else {
            OURS.read(ours, fields -> codes.add(fields.get(0)), faults);
        }
        found.say("currencies (ISO 4217)", list, codes.size(), "common ones only, from " + OURS.file());
        return new Currencies(list != null, codes);
    }

    /** Whether no such currency exists. Without the whole list, nothing but its shape can tell. */
    public boolean isUnknown(String code) {
        return !codes.contains(code) && (complete || !isThreeLetters(code));
    }

    private static boolean isThreeLetters(String code) {
        if (code.length() != 3) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (code.charAt(i) < 'A' || code.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }
}
