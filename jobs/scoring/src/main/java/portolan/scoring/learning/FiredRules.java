// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.KeyHash;

/**
 * Which rules held for the live version of a consignment, so that an amendment can take it back and an inspection can
 * teach.
 *
 * <pre>
 *   octet 3, the version | filer | carrier | count of the shipper's share | stratum | flag: counted
 *   | list of (fixed rule | signed units) | flag, real share
 * </pre>
 *
 * @param filer empty where the filing names none
 * @param carrier the same
 * @param shipper which of 64 shares of all shippers its own falls into
 * @param share of consignments of which it was drawn; 0 where it was not, or nobody says
 * @param counted in traffic; not where the consignment was withdrawn, of which an inspection can still be told
 * @param rules condition hashes; not to be changed
 * @param units what each added as written; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Written and read again; nobody compares it.
public record FiredRules(
        String filer,
        String carrier,
        int shipper,
        Stratum stratum,
        double share,
        boolean counted,
        long[] rules,
        long[] units) {
    private static final int VERSION = 3;
    private static final int SHARES = 64;

    /** How a consignment came to be inspected, or would come to be. */
    public enum Stratum {
        /** Drawn at random, whatever it scores. */
        DRAWN,
        /** Red by what is written. */
        RED,
        /** None of the others, as far as anybody says. */
        OTHER,
        /** Chosen by the engine, though not red by what is written. */
        ENGINE,
        OFFICER,
        CAMPAIGN,
        TIP
    }

    /**
     * What to remember of a consignment that was judged.
     *
     * @param ruleSets in force, the champion first
     * @param fired of each
     */
    static FiredRules of(CaseEvent event, List<RuleSet> ruleSets, List<Fired> fired) {
        Map<Long, Long> held = new TreeMap<>();
        for (int i = 0; i < fired.size(); i++) {
            List<Rule> rules = ruleSets.get(i).rules();
            for (int j = 0; j < fired.get(i).count(); j++) {
                // Where two rule sets have a rule of one condition, what the champion adds is what was tried.
                held.putIfAbsent(
                        rules.get(fired.get(i).rule(j)).conditionHash(),
                        fired.get(i).units(j));
            }
        }
        Consignment live = event.live();
        Stratum stratum = stratum(event, ruleSets.get(0), fired.get(0));
        return new FiredRules(
                Objects.requireNonNullElse(FilerId.ofFiler(live), ""),
                Objects.requireNonNullElse(FilerId.ofCarrier(live), ""),
                share(live),
                stratum,
                stratum == Stratum.DRAWN ? ruleSets.get(0).exploration().share() : 0,
                true,
                held.keySet().stream().mapToLong(Long::longValue).toArray(),
                held.values().stream().mapToLong(Long::longValue).toArray());
    }

    private static Stratum stratum(CaseEvent event, RuleSet ruleSet, Fired fired) {
        if (ruleSet.exploration().draws(event.key())) {
            return Stratum.DRAWN;
        }
        return ruleSet.isRed(fired, event.position().day().getDayOfWeek()) ? Stratum.RED : Stratum.OTHER;
    }

    private static int share(Consignment live) {
        PartyKey shipper = PartyKey.of(live.shipper());
        return shipper == null ? 0 : (int) Math.floorMod(KeyHash.of(shipper.value()), (long) SHARES);
    }

    /** The same of a consignment that was withdrawn. */
    public FiredRules takenBack() {
        return new FiredRules(filer, carrier, shipper, stratum, share, false, rules, units);
    }

    /**
     * The same of a consignment that was inspected.
     *
     * @param chosen as reported; whom the engine drew stays drawn, whatever else spoke for it, or the draws would lack
     *     what people knew of
     */
    FiredRules inspected(Chosen chosen) {
        // A programme whose share nobody states says nothing of the whole.
        boolean drawn = stratum == Stratum.DRAWN || (chosen.by() == Chosen.By.RANDOM && chosen.share() != null);
        double of = chosen.share() == null ? share : chosen.share();
        Stratum how = drawn
                ? Stratum.DRAWN
                : switch (chosen.by()) {
                    case UNSAID, UNKNOWN, RANDOM -> stratum;
                    case ENGINE -> stratum == Stratum.RED ? stratum : Stratum.ENGINE;
                    case OFFICER -> Stratum.OFFICER;
                    case CAMPAIGN -> Stratum.CAMPAIGN;
                    case TIP -> Stratum.TIP;
                };
        return new FiredRules(filer, carrier, shipper, how, of, counted, rules, units);
    }

    /** Among whose filings it counts. A carrier that files itself is counted once. */
    List<Source> sources() {
        return sources(filer, carrier);
    }

    static List<Source> sources(String filer, String carrier) {
        List<Source> sources = new ArrayList<>(3);
        sources.add(Source.ALL);
        if (!filer.isEmpty()) {
            sources.add(new Source(Source.Kind.FILER, filer));
        }
        if (!carrier.isEmpty() && !carrier.equals(filer)) {
            sources.add(new Source(Source.Kind.CARRIER, carrier));
        }
        return sources;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FiredRules that
                && filer.equals(that.filer)
                && carrier.equals(that.carrier)
                && shipper == that.shipper
                && stratum == that.stratum
                && Double.compare(share, that.share) == 0
                && counted == that.counted
                && Arrays.equals(rules, that.rules)
                && Arrays.equals(units, that.units);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                filer, carrier, shipper, stratum, share, counted, Arrays.hashCode(rules), Arrays.hashCode(units));
    }

    public void write(LayoutWriter out) {
        out.octet(VERSION)
                .text(filer)
                .text(carrier)
                .count(shipper)
                .constant(stratum)
                .flag(counted)
                .count(rules.length);
        for (int i = 0; i < rules.length; i++) {
            out.fixed(rules[i]).signed(units[i]);
        }
        out.flag(share > 0);
        if (share > 0) {
            out.real(share);
        }
    }

    public byte[] toBytes() {
        LayoutWriter out = new LayoutWriter();
        write(out);
        return out.toBytes();
    }

    /** Reads every version ever written. */
    public static FiredRules read(LayoutReader in) {
        int version = in.version("fired rules", VERSION);
        String filer = in.recurringText();
        String carrier = in.recurringText();
        int shipper = (int) in.count();
        Stratum stratum = in.constant(Stratum.class);
        // A withdrawn one was forgotten then.
        boolean counted = version < 2 || in.flag();
        int count = in.size();
        long[] rules = new long[count];
        long[] units = new long[count];
        for (int i = 0; i < count; i++) {
            rules[i] = in.fixed();
            units[i] = in.signed();
        }
        double share = version > 2 && in.flag() ? in.real() : 0;
        return new FiredRules(filer, carrier, shipper, stratum, share, counted, rules, units);
    }
}
