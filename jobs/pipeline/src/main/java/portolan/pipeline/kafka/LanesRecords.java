// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import portolan.schemas.avro.LaneDrift;
import portolan.schemas.avro.LanesCountedKind;
import portolan.schemas.avro.RuleSetRef;
import portolan.scoring.lanes.LaneCount;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.rules.Lane;

/** From what an office's lanes came to, to its record on the wire. */
public final class LanesRecords {
    private LanesRecords() {}

    public static portolan.schemas.avro.LanesCounted of(LanesCounted counted) {
        Lane exceeded = counted.exceeded();
        return portolan.schemas.avro.LanesCounted.newBuilder()
                .setKind(counted.isDay() ? LanesCountedKind.DAY : LanesCountedKind.EXCEEDED)
                .setTenant(counted.tenant())
                .setOffice(counted.office())
                .setDay(counted.day())
                .setAt(counted.at())
                .setDays(counted.days().toString())
                .setExceeded(exceeded == null ? null : AssessmentRecords.lane(exceeded))
                .setLanes(counted.lanes().stream().map(LanesRecords::count).toList())
                .setRuleset(new RuleSetRef(
                        counted.ruleSet().name(),
                        counted.ruleSet().version(),
                        counted.ruleSet().hash(),
                        counted.ruleSet().unsigned()))
                .build();
    }

    private static portolan.schemas.avro.LaneCount count(LaneCount count) {
        return new portolan.schemas.avro.LaneCount(
                AssessmentRecords.lane(count.lane()),
                count.selected(),
                count.drawn(),
                count.budget(),
                LaneDrift.valueOf(count.trend().drift().name()),
                count.trend().days(),
                count.trend().selected(),
                count.trend().budget());
    }
}
