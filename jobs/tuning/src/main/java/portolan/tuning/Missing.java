// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Columns that files of the archive lack, since an older release wrote them: by name, as rules call it. */
final class Missing {
    private final Map<String, Lacking> byName = new TreeMap<>();

    /** How many files and assessments lack a column. */
    record Lacking(int files, int assessments) {}

    void add(RowsReader.OfFile file) {
        int rows = file.groups().stream().mapToInt(RowsReader.Unnumbered::size).sum();
        for (String name : file.missing()) {
            byName.merge(
                    name,
                    new Lacking(1, rows),
                    (one, other) -> new Lacking(one.files() + other.files(), one.assessments() + other.assessments()));
        }
    }

    /** Those of them that are asked for. */
    List<WhatIfAnswer.MissingColumn> of(Columns columns) {
        List<WhatIfAnswer.MissingColumn> asked = new ArrayList<>();
        byName.forEach((name, lacking) -> {
            if (columns.asks(name)) {
                asked.add(new WhatIfAnswer.MissingColumn(name, lacking.files(), lacking.assessments()));
            }
        });
        return asked;
    }
}
