"""Carries what is built into the wheel: scripts, styles, icons, fonts, catalogues. Loud when they are missing."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not there. An editable install is a developer's: `./run setup` has built for it."""
        if version == "editable":
            return
        root = Path(self.root)
        if not (root / "yinuo/base/static/build/manifest.json").exists() or not any(
            root.glob("yinuo/base/fonts/*.ttf")
        ):
            self._build_assets(root)
        self._compile_catalogues(root)

    def _build_assets(self, root: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("The assets are not built and npm is not here: run `./run setup`, then build again.")
        for command in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, *command], cwd=root, check=True)

    def _compile_catalogues(self, root: Path) -> None:
        missing = [po for po in root.glob("yinuo/*/locale/*/LC_MESSAGES/*.po") if not po.with_suffix(".mo").exists()]
        if missing:
            names = ", ".join(str(po.relative_to(root)) for po in missing)
            raise RuntimeError(f"Catalogues are not compiled: {names}. Run `./run setup`, then build again.")
