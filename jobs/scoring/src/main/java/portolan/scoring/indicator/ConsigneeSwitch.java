package portolan.scoring.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;

/**
 * Another consignee than before, after the goods departed (catalogue 14): a documented way to hand goods over that were
 * cleared for somebody else.
 *
 * <p>No reading when one of the two versions names nobody in particular ("to order" that becomes a company is ordinary
 * trade), or when no departure is stated. The same name in the same country is the same consignee, though one version
 * gives its number and the other does not.
 */
final class ConsigneeSwitch implements CaseMeasure {
    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        return CaseMeasure.listed(read(event));
    }

    private static @Nullable Reading read(CaseEvent event) {
        Consignment before = event.before();
        if (event.kind() != CaseEvent.Kind.AMENDED || before == null) {
            return null;
        }
        Consignment now = event.live();
        Party old = before.consignee();
        Party current = now.consignee();
        PartyKey oldKey = PartyKey.of(old);
        PartyKey currentKey = PartyKey.of(current);
        if (old == null || current == null || oldKey == null || currentKey == null) {
            return null;
        }
        if (isSame(old, current)) {
            return new Reading(Indicator.CONSIGNEE_SWITCH, 0, "the same consignee as before");
        }
        Instant departure = departure(now);
        if (departure == null) {
            departure = departure(before);
        }
        if (departure == null) {
            return null;
        }
        boolean departed = now.receivedAt().isAfter(departure);
        String changed = "consignee " + named(old, oldKey) + " became " + named(current, currentKey);
        long days = Math.abs(ChronoUnit.DAYS.between(departure, now.receivedAt()));
        return new Reading(
                Indicator.CONSIGNEE_SWITCH,
                departed ? 1 : 0,
                changed + ", " + Wording.counted(days, "day", "days") + (departed ? " after" : " before")
                        + " departure on " + LocalDate.ofInstant(departure, ZoneOffset.UTC));
    }

    private static boolean isSame(Party one, Party other) {
        // Two parties without a name are not the same for having none.
        PartyKey name = PartyKey.byName(one);
        return Objects.equals(PartyKey.of(one), PartyKey.of(other))
                || (name != null && name.equals(PartyKey.byName(other)));
    }

    private static String named(Party party, PartyKey key) {
        return party.name() == null ? key.value() : party.name() + " (" + key.value() + ")";
    }

    private static @Nullable Instant departure(Consignment consignment) {
        Leg loading = consignment.loading();
        if (loading == null) {
            return null;
        }
        return loading.atd() != null ? loading.atd() : loading.etd();
    }
}
