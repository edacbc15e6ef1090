// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation for programs: shares from 0 to 1, null where there is no figure. */
final class EvaluationJson {
    private EvaluationJson() {}

    static String text(Evaluation evaluation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", evaluation.from().toString())
                .put("to", evaluation.to().toString())
                .put("truth", evaluation.truth())
                .put("consignments", evaluation.consignments())
                .put("offences", evaluation.offences())
                .put("baseRate", share(evaluation.baseRate()))
                .put("learnedFrom", evaluation.lessons())
                .put("revenue", evaluation.revenue().name());
        ArrayNode rows = json.putArray("rows");
        evaluation.rows().forEach(row -> row(rows.addObject(), row));
        Detection best = evaluation.best();
        json.putObject("precisionAt1")
                .put("bestBaseline", best == null ? null : best.name())
                .put("best", best == null ? null : share(best.precision(1)))
                .put("engine", share(evaluation.engine().precision(1)))
                .put("perfect", share(evaluation.perfectPrecision(1)))
                .put("shareOfWay", share(evaluation.shareOfWay(1)));
        kinds(json.putArray("schemes"), evaluation.schemes());
        kinds(json.putArray("lookalikes"), evaluation.lookalikes());
        calibration(json.putObject("calibration"), evaluation.calibration());
        evaluation.notes().forEach(json.putArray("notes")::add);
        return json.toPrettyString();
    }

    private static void kinds(ArrayNode json, List<KindFound> kinds) {
        for (KindFound kind : kinds) {
            ArrayNode top =
                    json.addObject().put("name", kind.kind()).put("n", kind.n()).putArray("top");
            Detection.PERCENTS.forEach(
                    percent -> top.addObject().put("percent", percent).put("share", share(kind.among(percent))));
        }
    }

    private static void calibration(ObjectNode json, Calibration calibration) {
        json.put("logLoss", share(calibration.logLoss()))
                .put("baseRateLogLoss", share(calibration.baseLogLoss()))
                .put("improvement", share(calibration.improvement()));
        ArrayNode bands = json.putArray("bands");
        for (Calibration.Reliability band : calibration.bands()) {
            bands.addObject()
                    .put("from", band.from())
                    .put("to", band.to())
                    .put("n", band.n())
                    .put("predicted", share(band.predicted()))
                    .put("observed", share(band.observed()))
                    .put("factor", share(band.factor()));
        }
    }

    private static void row(ObjectNode json, Detection row) {
        json.put("name", row.name()).put("auc", share(row.auc())).put("aucMargin", share(row.aucMargin()));
        ArrayNode top = json.putArray("top");
        for (Detection.Cut cut : row.cuts()) {
            top.addObject()
                    .put("percent", cut.percent())
                    .put("count", cut.count())
                    .put("precision", share(cut.precision()))
                    .put("recall", share(cut.recall()))
                    .put("revenue", share(cut.revenue()));
        }
    }

    private static @Nullable Double share(double share) {
        return Double.isFinite(share) ? share : null;
    }
}
