// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.Offices;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;

/**
 * Which alerts a person wants to be told of, and how many came and were not. An alert whose office is not known is
 * told: it may be this one's. For one thread.
 */
final class AlertWish {
    private final @Nullable String threat;
    private final @Nullable String office;
    private final Offices offices;
    private final Map<AlertState, Long> told = new TreeMap<>();
    private final Map<String, Long> othersByThreat = new TreeMap<>();
    private long elsewhere;
    private long officeUnknown;
    private long unreadable;

    /**
     * @param threat null: any
     * @param office null: any
     * @param offices asked only when an office is given
     */
    AlertWish(@Nullable String threat, @Nullable String office, Offices offices) {
        this.threat = threat;
        this.office = office;
        this.offices = offices;
    }

    /** Whether the alert is to be told; it is counted either way. */
    boolean wants(AlertNews news) {
        AlertRaised alert = news.alert();
        if (threat != null && !threat.equalsIgnoreCase(alert.getThreat())) {
            othersByThreat.merge(alert.getThreat(), 1L, Long::sum);
            return false;
        }
        if (office != null && !isHere(news, office)) {
            elsewhere++;
            return false;
        }
        told.merge(alert.getState(), 1L, Long::sum);
        return true;
    }

    private boolean isHere(AlertNews news, String wanted) {
        String filedAt = news.filed() == null ? null : offices.of(news.filed());
        if (filedAt == null) {
            officeUnknown++;
            return true;
        }
        return filedAt.equalsIgnoreCase(wanted);
    }

    void unreadable() {
        unreadable++;
    }

    /** What there was, in one line. */
    String summary() {
        long all = told.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder summary = new StringBuilder(TextLine.counted(all, "alert") + " shown");
        if (all > 0) {
            summary.append(": ").append(count(AlertState.OPENED)).append(" opened, ");
            summary.append(count(AlertState.UPDATED)).append(" updated, ");
            summary.append(count(AlertState.WITHDRAWN)).append(" withdrawn");
        }
        if (!othersByThreat.isEmpty()) {
            summary.append("; not asked for: ");
            String separator = "";
            for (Map.Entry<String, Long> other : othersByThreat.entrySet()) {
                summary.append(separator)
                        .append(TextLine.number(other.getValue()))
                        .append(" of ");
                summary.append(TextLine.harmless(other.getKey()));
                separator = ", ";
            }
        }
        if (elsewhere > 0) {
            summary.append("; of other offices: ").append(TextLine.number(elsewhere));
        }
        if (officeUnknown > 0) {
            summary.append("; office not known, shown all the same: ").append(TextLine.number(officeUnknown));
        }
        if (unreadable > 0) {
            summary.append("; unreadable records: ").append(TextLine.number(unreadable));
        }
        return summary.toString();
    }

    private String count(AlertState state) {
        return TextLine.number(told.getOrDefault(state, 0L));
    }
}
