// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.mapping.YamlParser;

/** Understands the text of a profile, or says everything that is wrong with it. */
final class ProfileParser extends YamlParser {
    static final List<String> KEYS = List.of(
            "tenant",
            "sender",
            "charset",
            "zone",
            "dates",
            "blank",
            "decimal",
            "codes",
            "house",
            "complete",
            "withdraw",
            "tests");

    /** What the fields of codes may be of. */
    private static final List<Schema> RECORDS =
            List.of(Filing.getClassSchema(), ContainerMoved.getClassSchema(), ConveyanceReported.getClassSchema());

    private ProfileParser(String name) {
        super(name);
    }

    static Profile parse(String text, String name) {
        ProfileParser parser = new ProfileParser(name);
        Profile profile = parser.profile(parser.root(text, "a profile", KEYS));
        parser.refuseFaults();
        return profile;
    }

    private Profile profile(Map<String, Entry> root) {
        Entry dates = root.get("dates");
        List<DateTimeFormatter> patterns = dates == null ? List.of() : datePatterns(dates);
        return new Profile(
                name(),
                optional(root.get("tenant")),
                optional(root.get("sender")),
                root.containsKey("charset") ? charset(root.get("charset")) : null,
                root.containsKey("zone") ? zone(root.get("zone")) : ZoneOffset.UTC,
                patterns,
                set(root.get("blank")),
                root.containsKey("decimal")
                        ? oneOf(root.get("decimal"), ".", ",").charAt(0)
                        : null,
                codes(root.get("codes")),
                set(root.get("house")),
                Complete.valueOf(
                        oneOf(root.get("complete"), "nothing", "call", "voyage").toUpperCase(Locale.ROOT)),
                root.containsKey("withdraw") ? number(root.get("withdraw"), 0, 100) : Profile.WITHDRAW,
                oneOf(root.get("tests"), "false", "true").equals("true"));
    }

    private @Nullable String optional(@Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        String text = text(entry);
        if (text.isBlank()) {
            fault(entry, "must not be blank: leave it out");
        }
        return text;
    }

    private Set<String> set(@Nullable Entry entry) {
        return entry == null ? Set.of() : new HashSet<>(texts(entry));
    }

    /** One of some texts; the first where there is no entry, or another text. */
    private String oneOf(@Nullable Entry entry, String... texts) {
        String text = entry == null ? texts[0] : text(entry);
        if (entry == null || List.of(texts).contains(text)) {
            return text;
        }
        fault(entry, "must be '" + String.join("' or '", texts) + "': found='" + text + "'");
        return texts[0];
    }

    private Map<String, Map<String, String>> codes(@Nullable Entry section) {
        Map<String, Map<String, String>> codes = new LinkedHashMap<>();
        if (section == null) {
            return codes;
        }
        for (Map.Entry<String, Entry> field : entries(section, "codes", null).entrySet()) {
            if (namesField(field.getValue(), RECORDS)) {
                Map<String, String> table = new LinkedHashMap<>();
                entries(field.getValue(), "codes of " + field.getKey(), null)
                        .forEach((code, meaning) -> table.put(code, codeOf(field.getKey(), meaning, RECORDS)));
                codes.put(field.getKey(), Map.copyOf(table));
            }
        }
        return codes;
    }
}
