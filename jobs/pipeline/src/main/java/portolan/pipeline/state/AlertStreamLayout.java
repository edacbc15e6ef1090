// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Alert;

/**
 * Layout of an alert.
 *
 * <pre>
 *   v1   alert id | tenant | key | threat | state | at | assessment id | real score | lane | urgent | list of changes
 * </pre>
 */
final class AlertStreamLayout {
    private AlertStreamLayout() {}

    static void write(LayoutWriter out, Alert alert) {
        out.text(alert.alertId()).text(alert.tenant()).text(alert.key().value()).text(alert.threat());
        out.constant(alert.state()).instant(alert.at()).text(alert.assessmentId());
        out.real(alert.score()).constant(alert.lane()).flag(alert.urgent());
        out.list(alert.changes(), LayoutWriter::text);
    }

    static Alert read(LayoutReader in) {
        return new Alert(
                in.text(),
                in.text(),
                new ConsignmentKey(in.text()),
                in.text(),
                in.constant(Alert.State.class),
                in.instant(),
                in.text(),
                in.real(),
                in.constant(Lane.class),
                in.flag(),
                in.list(LayoutReader::text));
    }
}
