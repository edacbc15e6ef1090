// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long memories remember, and how much: one record, made once, from which every kind of memory is made.
 *
 * <p>Half-lives are applied when a count is read, so that a change takes effect at once. Bounds are applied when a
 * memory learns or is read: a smaller one forgets the least at the next visit, a larger one fills from then on. Neither
 * touches what is stored before that.
 *
 * @param habitHalfLifeDays after how many days a consignment counts half in a habit
 * @param outcomeHalfLifeDays after how many days an inspection counts half in a share of offences
 * @param headings HS headings kept by name for one shipper
 * @param places places of loading kept by name for one shipper
 * @param destinations places of discharge kept by name for one shipper
 * @param partners consignees kept for one shipper
 * @param forwarders filers kept for one shipper, and as many carriers
 * @param contacts telephone numbers and e-mail addresses kept for one shipper
 * @param filingDays days with consignments kept for one shipper
 * @param prefixes container prefixes kept for one carrier
 * @param smallValueEur a consignment below this value is small: what customs treats lightly, EU 150 EUR
 * @param lowValueEur a consignment below this value is low: what may be declared simply, EU 1,000 EUR
 * @param retentionDays how many days after its last visit a memory is kept; seals and bills have times of their own
 */
public record MemorySettings(
        int habitHalfLifeDays,
        int outcomeHalfLifeDays,
        int headings,
        int places,
        int destinations,
        int partners,
        int forwarders,
        int contacts,
        int filingDays,
        int prefixes,
        int smallValueEur,
        int lowValueEur,
        int retentionDays)
        implements Serializable {
    /** What the documented figures were measured with. */
    public static final MemorySettings DEFAULT =
            new MemorySettings(540, 1080, 16, 8, 12, 16, 8, 6, 24, 64, 150, 1_000, 730);

    /** More bytes than this no shipper may take, whatever its history. */
    public static final int MOST_SHIPPER_BYTES = 4_224;

    /** Bytes of a shipper's memory that no setting changes. */
    private static final int FIXED_BYTES = 1_293;

    /** A code, three half-years and what is older, each a step and a count of five bytes at most. */
    private static final int CODE_BYTES = 48;

    /** A fingerprint, one half-year and what is older. */
    private static final int PARTNER_BYTES = 26;

    /** A day and a count. */
    private static final int DAY_BYTES = 8;

    public MemorySettings {
        List<String> faults = new ArrayList<>();
        within(faults, "habitHalfLifeDays", habitHalfLifeDays, 30, 7_300);
        within(faults, "outcomeHalfLifeDays", outcomeHalfLifeDays, 30, 7_300);
        within(faults, "headings", headings, 2, 64);
        within(faults, "places", places, 2, 64);
        within(faults, "destinations", destinations, 2, 64);
        within(faults, "partners", partners, 2, 128);
        within(faults, "forwarders", forwarders, 2, 64);
        within(faults, "contacts", contacts, 2, 64);
        within(faults, "filingDays", filingDays, 8, 120);
        within(faults, "prefixes", prefixes, 8, 512);
        within(faults, "smallValueEur", smallValueEur, 1, 1_000_000);
        within(faults, "lowValueEur", lowValueEur, smallValueEur, 1_000_000);
        // A month sees a shipper who files weekly; twenty years is longer than what any code or customer lasts.
        within(faults, "retentionDays", retentionDays, 30, 7_300);
        int bytes = FIXED_BYTES
                + CODE_BYTES * (headings + places + destinations)
                + PARTNER_BYTES * (partners + 2 * forwarders + contacts)
                + DAY_BYTES * filingDays;
        if (bytes > MOST_SHIPPER_BYTES) {
            faults.add("a shipper's memory could take " + bytes + " bytes, at most " + MOST_SHIPPER_BYTES
                    + ": lower headings, places, destinations or partners");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("memory settings refused: " + String.join("; ", faults));
        }
    }

    /** How long after its last visit a memory is kept, in order time. */
    public Duration retention() {
        return Duration.ofDays(retentionDays);
    }

    private static void within(List<String> faults, String name, int value, int least, int most) {
        if (value < least || value > most) {
            faults.add(name + "=" + value + " is not within " + least + " to " + most);
        }
    }
}
