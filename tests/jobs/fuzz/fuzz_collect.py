"""Throws changed forms and strangers' workbooks at 回收, round after round, and judges what becomes of them.

Run as a program: ``python -m tests.jobs.fuzz.fuzz_collect SECONDS SEED FOLDER [CORPUS]``.
It prints how many files were thrown, what became of them, and how often the collector crashed, counted
wrongly, hung or took too much memory; such files are kept in FOLDER. Time is measured in seconds of the
processor, since other work may slow the machine.
"""

import argparse
import random
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from shuzhi_xl.cli.recount import recount_master
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.jobs.stages.read_year import master_key, read_year
from shuzhi_xl.rules.receipt.vote_rows import ballot_records, survey_records
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.vocabulary import GRADES, OVERALL, PACKAGE
from shuzhi_xl.sheets.master.votes import FORM
from tests.jobs.collect.returned_files import FATES
from tests.jobs.fuzz.cell_mutants import harmless, type_keys
from tests.jobs.fuzz.entered_votes import cells_of, classes_of, differs_only_by_spoiled, form_of, votes_of
from tests.jobs.fuzz.fuzz_score import FAULTS, Score, Thrown, seconds_spent, watched_workers
from tests.jobs.fuzz.mutants import mutant
from tests.jobs.fuzz.odd_mutants import under_another_identity, with_other_duties
from tests.jobs.fuzz.third_reader import opinions
from tests.office_saves import saved_as
from tests.year_stages import Files, Stages, TownOffice

LONGEST = 10.0  # seconds of the processor for a file
MOST_MEMORY = 500 * 1024  # KiB
_GRADED = {f"{OVERALL}={grade}" for grade in GRADES}


class Fuzz:
    """Rounds on fresh copies of a small town's office, each with a changed copy of every form.

    Args:
        stages: The town.
        folder: Where offices stand while a round lasts, and where bad files are kept.
        seed: Of all chance.
        corpus: Workbooks of others.
        resave: Whether LibreOffice makes .xls and .ods of the forms, to be changed as well.
    """

    def __init__(
        self, stages: Stages, folder: Path, seed: int, corpus: Sequence[bytes] = (), *, resave: bool = True
    ) -> None:
        self.score = Score()
        self._stages, self._folder, self._corpus = stages, folder, corpus
        self._chance = random.Random(seed)  # noqa: S311 -- a repeatable course
        self._forms: Files = stages.filled()
        office = stages.open("issued", folder / "true")
        office.write_files({f"收回/{name}": content for name, content in self._forms.items()})
        assert office.run_job(collect).ok
        self._true = votes_of(office)
        self._subjects = {name: form_of(office, name) for name in self._forms}
        packages = {row.form for row in office.rows(FORM) if row.kind == PACKAGE}
        self._classes = {form: classes_of(self._true[form]) for form in packages & self._true.keys()}
        self._bases = {name: [content] for name, content in self._forms.items()}
        for suffix in ("xls", "ods") if resave else ():
            for name, content in saved_as(suffix, self._forms, folder / "office").items():
                self._bases[name].append(content)
        shutil.rmtree(office.root)

    def round(self, *, count: bool = False) -> None:
        """One changed copy of each form and some strangers, collected; perhaps computed and recounted."""
        thrown = self._throw()
        office = self._stages.open("issued", self._folder / "round")
        for name, copy in thrown.items():
            path = office.root / "收回" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(copy.content)
        before = seconds_spent()
        try:
            with watched_workers(self.score):
                outcome = office.run_job(collect)
            self._clock(seconds_spent() - before, thrown)
            self._judge(office, thrown, outcome)
            if count:
                office.run_job(compute)
                for difference in recount_master(office.master).findings:
                    self._fault("计错", f"复核不一致 {difference}", thrown)
        except Exception:  # noqa: BLE001 -- any at all is what is looked for
            self._fault("崩溃", traceback.format_exc(), thrown)
        self.score.seconds += seconds_spent() - before
        self.score.thrown += len(thrown)
        shutil.rmtree(office.root)

    def _clock(self, used: float, thrown: Mapping[str, Thrown]) -> None:
        if used > LONGEST:
            self._fault("卡住", f"一轮用了 {used:.1f} 秒", thrown)
        if self.score.memory > MOST_MEMORY:
            self._fault("内存", f"{self.score.memory} KiB", thrown)

    def _throw(self) -> dict[str, Thrown]:
        copies = {}
        for index, (name, bases) in enumerate(self._bases.items()):
            form = self._subjects[name]
            way = self._chance.random()
            if way < 0.1:
                copy = Thrown(harmless(bases[0], self._chance), "harmless", form, unharmed=True)
            elif way < 0.3 and name.startswith("录票"):
                copy = self._type_keys(bases[0], form)
            elif way < 0.13:
                owner = self._chance.choice(
                    [base for other_name, (base, *_) in self._bases.items() if other_name != name]
                )
                copy = Thrown(under_another_identity(bases[0], owner), "under_another_identity", form)
            else:
                how, content = mutant(self._chance.choice(bases), self._chance)
                copy = Thrown(content, how, form)
            copies[f"{index:02}.xlsx"] = copy
        for index in range(len(self._bases) if self._corpus else 0):
            base = self._chance.choice(self._corpus)
            how, content = mutant(base, self._chance)
            copies[f"子/{index:02}"] = Thrown(content, how)
        return copies

    def _type_keys(self, content: bytes, form: str) -> Thrown:
        """A typing workbook filled in by keys; without the line that announces them they are only digits."""
        announced = self._chance.random() < 0.5
        typed = type_keys(content, self._chance, announced=announced)
        how = "type_keys" if announced else "type_keys_unannounced"
        return Thrown(typed, how, form, unharmed=announced, meaningless=not announced)

    def reply_round(self) -> None:
        """Each branch sends its list of problems back with other owners, supervisors and deadlines."""
        office = self._stages.open("generated", self._folder / "round")
        thrown = {}
        for place in sorted(office.root.glob("结果/*/*/反馈_*.xlsx")):
            content = with_other_duties(place.read_bytes(), self._chance)
            thrown[f"{place.stem}.xlsx"] = Thrown(content, "with_other_duties")
            office.drop(f"{place.stem}.xlsx", content)
        before = {row.problem: row for row in office.rows(PROBLEM)}
        outcome = office.run_job(collect)
        listed = [finding for finding in outcome.findings if finding.code == "reply_of_office"]
        for row in office.rows(PROBLEM):
            for name in ("owner", "supervisor", "due"):
                old = getattr(before[row.problem], name)
                if old and old != getattr(row, name):
                    self._fault("计错", f"{row.problem} 的 {name} 由支部改了", thrown)
        if outcome.counts["accepted"] and not listed:
            self._fault("计错", "支部报来不同的责任人、时限，没有列出", thrown)
        self.score.outcomes[f"反馈：采用 {outcome.counts['accepted']} 份"] += 1
        self.score.thrown += len(thrown)
        shutil.rmtree(office.root)

    def _judge(self, office: TownOffice, thrown: Mapping[str, Thrown], outcome: Outcome) -> None:
        if not outcome.counts["files"] == sum(outcome.counts[name] for name in FATES) == len(thrown):
            self._fault("计错", f"不守恒 {outcome.counts}", thrown)
        contents = Counter(office.files("收回").values())
        if contents != Counter(copy.content for copy in thrown.values()):
            self._fault("计错", "收回里的文件少了或变了", thrown)
        codes_by_file: dict[str, list[str]] = {}
        for finding in outcome.findings:
            codes_by_file.setdefault(finding.at.file, []).append(finding.code)
        self._count(office, thrown, codes_by_file)

    def _count(
        self, office: TownOffice, thrown: Mapping[str, Thrown], codes_by_file: Mapping[str, Sequence[str]]
    ) -> None:
        votes, counted = votes_of(office), {row.form for row in office.rows(FORM) if row.returned is not None}
        for name, copy in thrown.items():
            codes = sorted(set(codes_by_file.get(name, ())))
            is_in = copy.form in counted
            entered, true = votes.get(copy.form, ()), self._true.get(copy.form, ())
            if classes_of(entered) - self._classes.get(copy.form, classes_of(entered)):
                self._fault("计错", f"别的票类 {copy.how} {codes}", {name: copy})
            if copy.meaningless and any(_GRADED.intersection(row) for row in entered):
                self._fault("计错", f"{copy.how} {codes}", {name: copy})
            if is_in and entered == true:
                fate = "采用，与原来相同"
            elif is_in and codes and differs_only_by_spoiled(entered, true):
                fate = "采用，有的评价作废并列出"
            elif is_in:
                fate = self._as_others_read(office, copy, entered, codes)
                if copy.unharmed or fate in FAULTS:
                    self._fault("计错" if copy.unharmed else fate, f"{copy.how} {codes}", {name: copy})
            else:
                fate = f"未采用 {'、'.join(codes)}"
                if not codes or copy.unharmed:
                    self._fault("计错", f"没有采用 {copy.how} {codes}", {name: copy})
            if "file_too_slow" in codes:
                self._fault("卡住", copy.how, {name: copy})
            self.score.outcomes[fate] += 1

    def _as_others_read(
        self, office: TownOffice, copy: Thrown, entered: Sequence[tuple[str, ...]], codes: Sequence[str]
    ) -> str:
        context, fate = office.context(), "可疑"
        year, _ = read_year(context)
        key, _ = master_key(context, year)
        for answers in opinions(copy.content, year, self._folder / "office"):
            rows = sorted(map(cells_of, [*ballot_records(answers, key), *survey_records(answers, key)]))
            if rows == sorted(entered) or (codes and differs_only_by_spoiled(entered, rows)):
                return "采用，与另外的读法相同"
            fate = "计错"
        return fate

    def _fault(self, kind: str, details: str, thrown: Mapping[str, Thrown]) -> None:
        number = len(self.score.faults)
        for name, copy in thrown.items():
            path = self._folder / "faults" / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(copy.content)
        self.score.faults.append(f"{kind}：{number} {details}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpus", type=Path, nargs="?")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    corpus = [path.read_bytes() for path in sorted(arguments.corpus.iterdir())] if arguments.corpus else []
    fuzz = Fuzz(Stages(arguments.folder / "stages"), arguments.folder, arguments.seed, corpus)
    rounds = 0
    while fuzz.score.seconds < arguments.seconds:
        fuzz.round(count=rounds % 5 == 0)
        if rounds % 20 == 0:
            fuzz.reply_round()
        rounds += 1
        if rounds % 50 == 0:
            sys.stdout.write(f"{fuzz.score.summary()}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{fuzz.score.summary()}\n")
    sys.exit(bool(fuzz.score.faults))


if __name__ == "__main__":
    main()
