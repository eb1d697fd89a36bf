"""The gateway on many machines, and long lists as jobs: Ray is known here and nowhere else."""
