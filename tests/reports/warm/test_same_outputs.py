"""What a warm kernel prints is what the standard engine's prints, cell by cell and type by type."""

import json

import pytest

from cxkit.reports.execution import STANDARD
from tests.reports.warm.kernels import comparable, in_a_fork, run_cells

CELLS = {
    "streams": 'import sys\nprint("out")\nprint("err", file=sys.stderr)\nprint("out again")',
    "flushed": 'for n in range(3):\n    print(n, end=" ", flush=True)',
    "child": 'import subprocess\nprint("before", flush=True)\n'
    # it comes by another way
    'subprocess.run(["echo", "from a child"], check=True)\nimport time\ntime.sleep(0.5)',
    "child captured": "subprocess.run(['sh', '-c', 'exit 3'], capture_output=True)",
    "forked child": "import os\npid = os.fork()\nif pid == 0:\n    os._exit(7)\n"
    "os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])",
    "shell": '!echo "from the shell"',
    "bash": "%%bash\necho one\necho two >&2",
    "magics": "%matplotlib inline\n%who",
    "last value": "a = 1\n_ if False else [a] * 3",
    "underscore": "_",
    "display": 'from IPython.display import HTML, Markdown, display\ndisplay(HTML("<b>h</b>"))\n'
    'Markdown("*m*")',
    "display update": 'handle = display("first", display_id="own")\nhandle.update("second")',
    "clear": 'from IPython.display import clear_output\nprint("gone")\nclear_output()\n'
    'print("kept")',
    "clear later": 'print("gone")\nclear_output(wait=True)\nprint("kept")',
    "await": 'import asyncio\nawait asyncio.sleep(0)\nprint("awaited")',
    "gather": "await asyncio.gather(*(asyncio.sleep(0, n) for n in range(3)))",
    "threads": "import threading\nworkers = [threading.Thread(target=print, args=(n,)) "
    "for n in range(3)]\nfor worker in workers:\n    worker.start()\n    worker.join()",
    "pool": "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor(2) as pool:\n    found = list(pool.map(abs, [-1, -2]))\nfound",
    "wide table": "import pandas as pd\npd.DataFrame({f'c{n}': [n] for n in range(30)})",
    "long table": "pd.DataFrame({'n': range(100)})",
    "options": "[pd.get_option(f'display.{name}') for name in "
    "('max_columns', 'max_rows', 'width', 'expand_frame_repr')]",
    "reset option": "pd.reset_option('display.max_columns')\npd.get_option('display.max_columns')",
    "styled": "pd.DataFrame({'n': [1]}).style.set_uuid('own')",
    "duckdb": "import duckdb\nduckdb.sql('select 42 as answer, sum(i) as s from range(1000) t(i)')",
    "figure": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 3, 2])\nNone",
    "figure shown": "plt.bar(['a', 'b'], [1, 2])\nplt.title('Título')\nplt.show()",
    "figure returned": "fig",
    "open figures": "plt.get_fignums()",
    "backend": "import matplotlib\nmatplotlib.get_backend(), matplotlib.is_interactive()",
    "rcparams": "print({k: str(v) for k, v in sorted(matplotlib.rcParams.items())})",
    "names": "import sys\n__name__, sys.modules['__main__'].__name__, sys.argv[1:2], sys.flags",
    "paths": "sys.path",
    "warnings": "import warnings\nwarnings.warn('careful')\n"
    "warnings.warn('old', DeprecationWarning)",
    "logging": "import logging\nlogging.warning('logged')\nlogging.getLogger().handlers",
    "numbers": "import numpy as np\nnp.linalg.svd(np.arange(12.0).reshape(3, 4))[1], "
    "np.geterr(), np.get_printoptions()['precision']",
    "seeded": "rng = np.random.default_rng(7)\nnp.random.seed(7)\nrng.normal(), np.random.rand()",
    "locale": "import locale\nlocale.getlocale(), locale.localeconv()['decimal_point'], "
    "sys.stdout.encoding, os.environ.get('MPLBACKEND')",
    "limits": "import resource\n[resource.getrlimit(item) for item in (resource.RLIMIT_AS, "
    "resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)]",
    "signals": "import signal\n[signal.getsignal(item) for item in (signal.SIGCHLD, "
    "signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE)]",
    "session": "os.getpgid(0) == os.getpid() == os.getsid(0)",
    "input": "import builtins\ntry:\n    input()\nexcept Exception as error:\n"
    "    print(type(error).__name__)",
    "standard input": "os.read(0, 10)",
    "descriptor": "import time\nos.write(1, b'low level\\n')\ntime.sleep(0.5)",
    "pickle": "import pickle\nclass Own:\n    pass\n"
    "type(pickle.loads(pickle.dumps(Own()))).__name__",
    "processes": "import multiprocessing\nwith multiprocessing.get_context('fork').Pool(1) as pool:"
    "\n    found = pool.map(abs, [-3])\nfound",
    "recursion": "sys.getrecursionlimit()",
    "collector": "import gc\ngc.isenabled(), gc.get_threshold()",
    "caught": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    import traceback\n"
    "    traceback.print_exc()",
}
LAST = {
    "error": "def deep(n):\n    return 1 / n\n\ndeep(0)",
    "syntax": "a = = 1",
    "exit": "raise SystemExit(3)",
    "sys.exit": "import sys\nsys.exit('bye')",
    "interrupt": "raise KeyboardInterrupt",
    "chained": "try:\n    {}['k']\nexcept KeyError as error:\n    raise ValueError('v') from error",
}


def same(cold, warm):
    return json.dumps(comparable(cold), indent=1), json.dumps(comparable(warm), indent=1)


@pytest.fixture(scope="module")
def both(farm):
    cold, error = run_cells(*CELLS.values(), kernels=STANDARD)
    assert error is None
    warm, rule = in_a_fork(farm, *CELLS.values())
    assert rule is None
    return dict(zip(CELLS, zip(cold, warm, strict=True), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", CELLS)
def test_a_cell_gives_the_same(both, name):
    cold, warm = same(*both[name])
    assert warm == cold


@pytest.mark.slow
def test_the_cells_do_show_something(both):
    silent = [name for name, (cold, _) in both.items() if not cold]
    assert silent == []


@pytest.mark.slow
@pytest.mark.parametrize("name", LAST)
def test_a_notebook_ends_the_same(farm, name):
    cold, error = run_cells("print(1)", LAST[name], "print(2)", kernels=STANDARD)
    warm, rule = in_a_fork(farm, "print(1)", LAST[name], "print(2)")
    expected, found = same(cold, warm)
    assert found == expected
    assert rule == (error.problems[0].rule if error else None)
